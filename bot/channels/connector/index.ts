import type { Request, Server } from 'restify';
import type { TurnContext } from '../../../dialogs/sdk.ts';
import { answerJson } from '../../answer.ts';
import type { MicrosoftConfig } from '../../config.ts';
import { HttpError } from '../../errors.ts';
import { readJson } from '../../read-body.ts';
import type { Channel, Line } from '../channel.ts';
import { parse } from './parse.ts';
import { render } from './render.ts';
import { cloudGate, type Gate } from './verify.ts';

/** Microsoft's connector: Teams and the other Azure channels. Exists only with credentials: without them it would be open to anybody. */
export function connector(
  config: MicrosoftConfig,
  open: () => Promise<Gate> = () => cloudGate(config),
): Channel {
  let gate: Promise<Gate> | undefined;
  return {
    name: 'azure',
    capabilities: { pictures: false, spoken: false },
    mount(server: Server, line: Line) {
      server.post('/api/messages', async (req, res) => {
        req.body = await readJson(req);
        gate ??= open();
        const status = await run(await gate, req, line);
        if (status === 401 || status === 403)
          throw new HttpError(status, 'Unauthorized', 'Only Microsoft may call this.');
        answerJson(res, status, {});
      });
    },
  };
}

/** The adapter would print an error of ours to whoever called; it is carried around it instead. */
async function run(gate: Gate, req: Request, line: Line): Promise<number> {
  let failed: unknown;
  const status = await gate(req, async (context) => {
    try {
      await turn(line, context);
    } catch (error) {
      failed = error;
    }
  });
  if (failed !== undefined) throw failed;
  return status;
}

async function turn(line: Line, context: TurnContext): Promise<void> {
  const activity = parse(context.activity);
  if (!activity) return;
  await line.create(activity.conversation.id, activity.from.id, 'azure', activity.locale);
  const { entries } = await line.receive(activity);
  const replies = render(entries);
  if (replies.length > 0) await context.sendActivities(replies);
}
