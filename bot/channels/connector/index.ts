import type { Request, Server } from 'restify';
import type { TurnContext } from '../../../dialogs/sdk.ts';
import { answerJson } from '../../answer.ts';
import type { MicrosoftConfig } from '../../config.ts';
import { HttpError } from '../../errors.ts';
import { readJson } from '../../read-body.ts';
import type { Channel, Line } from '../channel.ts';
import { type Cloud, cloudOf } from './cloud.ts';
import { parse } from './parse.ts';
import { addressOf, connectorWay } from './push.ts';
import { render } from './render.ts';
import type { Gate } from './verify.ts';

/** Microsoft's connector: Teams and the other Azure channels. Exists only with credentials: without them it would be open to anybody. */
export function connector(
  config: MicrosoftConfig,
  open: () => Promise<Cloud> = () => cloudOf(config),
): Channel {
  let opened: Promise<Cloud> | undefined;
  const cloud = () => (opened ??= open());
  let mounted: Line | undefined;
  const known = (): Line => {
    if (!mounted) throw new Error('The connector is not mounted.');
    return mounted;
  };
  return {
    name: 'azure',
    capabilities: { pictures: false, spoken: false },
    way: connectorWay(cloud, known),
    mount(server: Server, line: Line) {
      mounted = line;
      server.post('/api/messages', async (req, res) => {
        req.body = await readJson(req);
        const status = await run((await cloud()).receive, req, line);
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
  const { id } = activity.conversation;
  await line.create(id, activity.from.id, 'azure', activity.locale);
  await keep(id, context, line);
  const { entries } = await line.receive(activity);
  const replies = render(entries);
  if (replies.length > 0) await context.sendActivities(replies);
}

/** Where to answer later, as it is now; what was said there stays known. */
async function keep(id: string, { activity }: TurnContext, line: Line): Promise<void> {
  const address = addressOf(activity);
  if (!address) return;
  await line.addressed(id, ({ said }) => ({ ...address, ...(said !== undefined && { said }) }));
}
