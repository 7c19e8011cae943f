import { z } from 'zod';
import { idOf, postFor } from '../../../desk/crew-reach.ts';
import type { Photo } from '../../../desk/events.ts';
import type { TicketRecord } from '../../../desk/ports.ts';
import { foldTicket } from '../../../desk/ticket.ts';
import { refuse } from '../act.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { mustReach, reachTicket } from '../reach.ts';
import { type Picture, type Route, route } from '../route.ts';
import { ticketNo, ticketParams } from '../shapes/words.ts';

const photo = z.strictObject({ id: z.string(), contentType: z.string(), name: z.string() });

/** Pictures of a ticket: the customer's and those the crew adds. */
export const attachmentRoutes: readonly Route[] = [
  route({
    id: 'attach',
    method: 'POST',
    path: '/tickets/{no}/attachments',
    says: 'Adds pictures: JPEG, PNG, GIF, WebP or HEIC by their bytes, 10 MB together',
    needs: 'attachment.add',
    trace: 'changes',
    params: ticketParams,
    takes: 'pictures',
    answer: z.strictObject({ photos: z.array(photo) }),
    status: 201,
    versioned: true,
    tells: ['Location'],
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no);
      const { row, record } = await reachTicket(no, ask, house);
      mustReach('attachment.add', row, ask);
      const before = photosBy(ask.cause, record);
      if (before) return added(no, before);
      const photos = await stored(await ask.request.pictures(), house);
      const note = photos.map(({ name }) => name).join(', ');
      const by = {
        id: idOf(ask.hands),
        role: postFor(ask.hands, row, house.policies.of(row.line)),
      };
      const action = { do: 'note', note, photos } as const;
      const answer = await house.desk.staff(no, action, by, ask.cause, ask.seen);
      if (!answer.done) {
        for (const { id } of photos) await house.blobs.remove(id);
        return refuse(answer.why, no, ask, house);
      }
      return added(no, photos);
    },
  }),
  route({
    id: 'readAttachment',
    method: 'GET',
    path: '/tickets/{no}/attachments/{id}',
    says: 'One picture of the ticket',
    needs: 'attachment.read',
    trace: 'sees',
    params: z.strictObject({ no: ticketNo, id: z.string().max(64) }),
    gives: 'image/*',
    async handle(ask, house) {
      const { no, id } = ask.params;
      ask.about(no, id);
      const { record, row } = await reachTicket(no, ask, house);
      mustReach('attachment.read', row, ask);
      // Only what belongs to this very ticket: an id alone opens nothing.
      const found = foldTicket(record).photos.find((one) => one.id === id);
      const bytes = found && (await house.blobs.get(id));
      if (!found || !bytes) throw new Problem(404, 'unknown', 'The ticket has no such picture.');
      const shown = found.contentType.startsWith('image/') ? 'inline' : 'attachment';
      return {
        bytes,
        headers: {
          'Content-Type': found.contentType,
          'Content-Disposition': `${shown}; filename*=UTF-8''${encoded(found.name)}`,
        },
      };
    },
  }),
];

/** Those that this very request brought when it came first. */
function photosBy(cause: string, { timeline }: TicketRecord): readonly Photo[] | undefined {
  for (const event of timeline)
    if (event.cause === cause && event.type === 'noted') return event.photos;
  return undefined;
}

async function stored(
  pictures: readonly Picture[],
  { blobs }: Pick<StaffHouse, 'blobs'>,
): Promise<readonly Photo[]> {
  const fields = [{ in: 'body', field: 'file', detail: 'A picture.' }] as const;
  if (pictures.length === 0)
    throw new Problem(400, 'invalid', 'There is no picture in it.', { fields });
  const photos: Photo[] = [];
  for (const { bytes, contentType, name } of pictures)
    photos.push({ id: await blobs.put(bytes), contentType, name });
  return photos;
}

function added(no: string, photos: readonly Photo[]) {
  const Location = `/staff/tickets/${no}/attachments/${photos[0]?.id}`;
  return { body: { photos: [...photos] }, headers: { Location } };
}

/** Names kept before they were checked may be broken; RFC 8187 takes less than URIs do. */
const encoded = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
