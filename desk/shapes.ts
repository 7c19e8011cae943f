import { z } from 'zod';

/** `["tracks","urgency","general",2,"limit"]` → `tracks.urgency.general[2].limit`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return text.join('').replace(/^\./, '') || 'the file';
}

export const names = z.strictObject({
  'zh-Hans': z.string().min(1, 'a name may not be empty'),
  'zh-Hant': z.string().min(1, 'a name may not be empty'),
  en: z.string().min(1, 'a name may not be empty'),
});
