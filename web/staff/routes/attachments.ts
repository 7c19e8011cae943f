import { z } from 'zod';
import { idOf, postFor } from '../../../desk/crew-reach.ts';
import type { Photo } from '../../../desk/events.ts';
import { foldTicket } from '../../../desk/ticket.ts';
import { Problem } from '../problem.ts';
import { mustReach, reachTicket } from '../reach.ts';
import { type Route, route } from '../route.ts';
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
    async handle(ask, { desk, blobs, ...house }) {
      const { no } = ask.params;
      ask.about(no);
      const { row } = await reachTicket(no, ask, { ...house, desk, blobs });
      mustReach('attachment.add', row, ask);
      const pictures = await ask.request.pictures();
      if (pictures.length === 0)
        throw new Problem(400, 'invalid', 'There is no picture in it.', {
          fields: [{ in: 'body', field: 'file', detail: 'A picture.' }],
        });
      const photos: Photo[] = [];
      for (const { bytes, contentType, name } of pictures)
        photos.push({ id: await blobs.put(bytes), contentType, name });
      const names = photos.map(({ name }) => name).join(', ');
      const by = {
        id: idOf(ask.hands),
        role: postFor(ask.hands, row, house.policies.of(row.line)),
      };
      const answer = await desk.staff(no, { do: 'note', note: names, photos }, by, ask.cause);
      if (!answer.done) throw new Problem(422, answer.why, 'Nothing can be added to this ticket.');
      return { body: { photos } };
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
          'Content-Disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        },
      };
    },
  }),
];
