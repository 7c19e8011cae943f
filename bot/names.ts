import type { Rosters } from '../desk/rosters.ts';

/** What customers may call a colleague, by id; undefined if nobody knows. */
export type NameOf = (staff: string) => string | undefined;

/** Everybody's name as of now. */
export function namesIn(rosters: Pick<Rosters, 'current'>): () => Promise<NameOf> {
  return async () => {
    const { colleagues } = await rosters.current();
    return (staff) => colleagues.find(({ id }) => id === staff)?.name;
  };
}
