import { readFileSync } from 'node:fs';

interface Sealed {
  readonly id: string;
  readonly token?: string;
  readonly encodingAESKey: string;
  readonly appid: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly msg_signature?: string;
  readonly encrypt: string;
  readonly plaintext: string;
  readonly random: string;
}

interface Signed {
  readonly id: string;
  readonly token: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly echostr?: string;
  readonly encrypt?: string;
  readonly signature?: string;
  readonly msg_signature?: string;
}

interface Sample {
  readonly id: string;
  readonly format: 'xml' | 'json';
  readonly xml: string;
}

interface Vectors {
  readonly signature: readonly Signed[];
  readonly decrypt: readonly Sealed[];
  readonly encrypt: readonly Sealed[];
  readonly negative: readonly (Partial<Sealed> & {
    id: string;
    kind: string;
    signature?: string;
  })[];
  readonly inbound_samples: readonly Sample[];
  readonly json_precision: readonly { id: string; raw: string | string[]; expect_msgid?: string }[];
}

/** What others have published and captured; nobody here wrote it. */
export const vectors: Vectors = JSON.parse(
  readFileSync(new URL('vectors.json', import.meta.url), 'utf8'),
);
