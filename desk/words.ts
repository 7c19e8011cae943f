/** The desk's vocabulary; every other folder uses these words and no others. */
export const urgencies = ['general', 'urgent', 'major'] as const;
export type Urgency = (typeof urgencies)[number];

export const kinds = ['request', 'flaw', 'compensation', 'suggestion', 'booking'] as const;
export type Kind = (typeof kinds)[number];

export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof languages)[number];

/** A name in every language we speak; data files that miss one are refused at start. */
export type Names = Readonly<Record<Language, string>>;

/** Milliseconds since 1970 UTC. All times inside the house are these. */
export type Instant = number;
/** A length of time in milliseconds. */
export type Duration = number;
