import type { Request, Response, Server } from 'restify';
import { assets, type Site } from '../web/site.ts';
import { answer } from './answer.ts';
import { HttpError } from './errors.ts';

/** Shows the pages and the files they are made of. */
export function showSite(site: Site, hidden: readonly string[] = []): (server: Server) => void {
  return (server) => {
    const shown = site.pages.filter((page) => !hidden.includes(page));
    for (const path of [...shown, `${assets}/*`])
      server.get(path, async (req, res) => show(site, req, res));
  };
}

async function show(site: Site, req: Request, res: Response): Promise<void> {
  const found = await site.answer(req.path(), {
    acceptEncoding: req.headers['accept-encoding'],
    ifNoneMatch: req.headers['if-none-match'],
  });
  if (!found) throw new HttpError(404, 'NotFound', 'There is nothing at this address.');
  answer(res, found.status, found.body, found.headers);
}
