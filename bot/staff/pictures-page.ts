import type { Request, Response, Server } from 'restify';
import type { Clock } from '../../desk/ports.ts';
import { sayIn } from '../../dialogs/say.ts';
import { picturesWords } from '../../dialogs/text/pictures.ts';
import { pictureHeaders, pictureList, picturesPage } from '../../web/pictures.ts';
import { answer } from '../answer.ts';
import type { Config } from '../config.ts';
import { HttpError } from '../errors.ts';
import { callerOf, type Trusts, trusting } from '../forwarded.ts';
import { picturePath } from './picture-links.ts';
import type { Opened, TicketPictures } from './pictures.ts';

interface PicturesMount {
  readonly pictures: TicketPictures;
  readonly clock: Clock;
  readonly trusts: Trusts;
}

/** The small page behind a link to a ticket's pictures, and the pictures on it. */
export function mountPictures(
  { clock, config }: { readonly clock: Clock; readonly config: Pick<Config, 'trustedProxies'> },
  pictures: TicketPictures,
): (server: Server) => void {
  const parts: PicturesMount = { pictures, clock, trusts: trusting(config.trustedProxies) };
  return (server) => {
    server.get(`${picturePath}/:token`, async (req, res) => {
      const opened = await open(parts, req, 'page');
      answer(res, 200, pageOf(opened, parts.clock, String(req.params.token)), pictureList);
    });
    server.get(`${picturePath}/:token/:n`, async (req, res) => picture(parts, req, res));
  };
}

async function picture(parts: PicturesMount, req: Request, res: Response): Promise<void> {
  const n = Number(req.params.n);
  const opened = await open(parts, req, `picture ${n}`);
  const found = await parts.pictures.picture(opened, n);
  if (!found) throw gone();
  answer(res, 200, found.bytes, pictureHeaders(found.contentType));
}

async function open({ pictures, trusts }: PicturesMount, req: Request, look: string) {
  const from = callerOf(
    req.socket.remoteAddress ?? '',
    String(req.headers['x-forwarded-for'] ?? ''),
    trusts,
  );
  const opened = await pictures.open(String(req.params.token), from, look);
  // Wrong, too old and no longer allowed are told apart in the audit, not to whoever asks.
  if (!opened) throw gone();
  return opened;
}

function pageOf({ no, hands, shots }: Opened, clock: Clock, token: string): string {
  const language = hands.colleague?.language ?? 'zh-Hans';
  const say = sayIn(language, clock.now());
  const words = picturesWords[language];
  return picturesPage({
    language,
    title: words.title(say.number(no).text),
    empty: words.empty,
    shots: shots.map(({ photo, by, at }, index) => ({
      address: `${picturePath}/${token}/${index + 1}`,
      film: photo.contentType.startsWith('video/'),
      caption: words.by(by === 'customer' ? 'customer' : 'staff', say.when(at)),
    })),
  });
}

const gone = () => new HttpError(404, 'NotFound', 'This link does not open anything any more.');
