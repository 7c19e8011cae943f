/** What the provider refuses although its published description allows it: the number of the error, or undefined. */
export function refusedCall(form: URLSearchParams): number | undefined {
  if (!telephone.test(form.get('To') ?? '')) return 21211;
  if (!telephone.test(form.get('From') ?? '')) return 21212;
  const documents = ['Url', 'Twiml', 'ApplicationSid'].filter((key) => form.has(key));
  if (documents.length !== 1) return 21205;
  if ((form.get('Twiml') ?? '').length > 4000) return 32018;
  if (['Url', 'StatusCallback', 'AsyncAmdStatusCallback'].some((key) => !isAddress(form.get(key))))
    return 21205;
  if (form.getAll('StatusCallbackEvent').some((event) => !events.has(event))) return 21626;
  if (!among(form.get('MachineDetection'), ['Enable', 'DetectMessageEnd'])) return 20001;
  if (!among(form.get('AsyncAmd'), ['true', 'false'])) return 20001;
  if (!within(form.get('Timeout'), 1, 600) || !within(form.get('TimeLimit'), 1, 14_400))
    return 20001;
  return form.has('SendDigits') && form.has('MachineDetection') ? 20001 : undefined;
}

/** A call under way is ended, or goes on with one other document. */
export function refusedChange(form: URLSearchParams): number | undefined {
  const ways = ['Url', 'Twiml', 'Status'].filter((key) => form.has(key));
  if (
    ways.length > 1 ||
    (ways.length === 0 && !form.has('TimeLimit')) ||
    !isAddress(form.get('Url'))
  )
    return 21205;
  if (!among(form.get('Status'), ['canceled', 'completed'])) return 20001;
  return within(form.get('TimeLimit'), 1, 14_400) ? undefined : 20001;
}

export function refusedText(form: URLSearchParams): number | undefined {
  if (!telephone.test(form.get('To') ?? '')) return 21211;
  if (!form.has('MessagingServiceSid') && !telephone.test(form.get('From') ?? '')) return 21212;
  const body = form.get('Body') ?? '';
  if (body === '') return 21602;
  if (body.length > 1600) return 21617;
  return within(form.get('ValidityPeriod'), 1, 36_000) ? undefined : 20001;
}

const telephone = /^\+[1-9]\d{6,14}$/;
const events = new Set(['initiated', 'ringing', 'answered', 'completed']);

const among = (text: string | null, allowed: readonly string[]): boolean =>
  text === null || allowed.includes(text);

const within = (text: string | null, least: number, most: number): boolean =>
  text === null || (Number(text) >= least && Number(text) <= most);

/** A host with an underscore is refused, too. */
const isAddress = (text: string | null): boolean =>
  text === null || (URL.canParse(text) && !new URL(text).hostname.includes('_'));
