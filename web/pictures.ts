import { assets } from './site.ts';

/** A page of pictures in its words; what is shown on it was decided elsewhere. */
export interface PicturesShown {
  readonly language: string;
  readonly title: string;
  readonly empty: string;
  readonly shots: readonly {
    readonly address: string;
    readonly film: boolean;
    readonly caption: string;
  }[];
}

export function picturesPage({ language, title, empty, shots }: PicturesShown): string {
  const figures = shots.map(({ address, film, caption }) => {
    const at = text(address);
    const shown = film
      ? `<video src="${at}" controls preload="metadata"></video>`
      : `<a href="${at}"><img src="${at}" alt="${text(caption)}" loading="lazy"></a>`;
    return `<figure>${shown}<figcaption>${text(caption)}</figcaption></figure>`;
  });
  return `<!doctype html>
<html lang="${text(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${text(title)}</title>
<link rel="icon" href="${assets}/chat/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets}/pictures/style.css">
</head>
<body>
<h1>${text(title)}</h1>
<main>
${figures.length > 0 ? figures.join('\n') : `<p>${text(empty)}</p>`}
</main>
</body>
</html>
`;
}

/** Somebody's home: kept by no cache, told to no other site. */
const careful = {
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
} as const;

export const pictureList = {
  ...careful,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
} as const;

export const pictureHeaders = (contentType: string) => ({
  ...careful,
  'Content-Type': contentType,
  'Content-Disposition': 'inline',
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
});

const text = (words: string): string =>
  words.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
