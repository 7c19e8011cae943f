import { type Colleague, nobody, type Roster } from '../../../desk/roster.ts';

/** On duty always and everywhere, for whatever comes; give what matters for the test. */
export function aColleague(parts: Partial<Colleague> = {}): Colleague {
  return {
    id: 'lead-1',
    name: '林芳',
    posts: [{ line: 'cleaning', role: 'area_lead' }],
    areas: [],
    skills: [],
    shifts: [],
    load: 10,
    language: 'zh-Hans',
    ...parts,
  };
}

export function aRoster(parts: Partial<Roster> = {}): Roster {
  return { ...nobody, ...parts };
}
