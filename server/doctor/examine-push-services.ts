import { request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Config } from '../config.ts';
import { createDial, type Dial } from '../delivery/push/dial.ts';
import { checkEndpoint } from '../delivery/push/endpoint.ts';
import { codeOf } from '../delivery/push/line.ts';
import type { Clock } from '../platform/clock.ts';
import { found, type Finding } from './finding.ts';

const patienceMs = 5000;

type Examined = {
  findings: Finding[];
  /** By how much each service's clock is ahead of this machine's. */
  offsetsMs: number[];
};

/** Can each push service that is allowed by name be reached, by the way that pushes take? It is told nothing. */
export async function examinePushServices(config: Config, clock: Clock): Promise<Examined> {
  const { pushAllowedHosts, pushCa, pushProxy } = config;
  const dial = createDial({ ca: pushCa, proxy: pushProxy });
  const named = pushAllowedHosts.filter((host) => !host.startsWith('*.'));
  const answers = await Promise.all(named.map((host) => examine({ dial, clock }, host, pushAllowedHosts)));
  return {
    findings: answers.map(({ finding }) => finding),
    offsetsMs: answers.flatMap(({ offsetMs }) => offsetMs ?? []),
  };
}

async function examine({ dial, clock }: { dial: Dial; clock: Clock }, host: string, allowed: string[]) {
  try {
    const to = checkEndpoint(`https://${host}/`, allowed);
    const begunAt = clock.now();
    const socket = await dial(to, ['http/1.1'], AbortSignal.timeout(patienceMs));
    const date = await askTheTime(socket, host);
    const middle = (begunAt + clock.now()) / 2;
    return {
      finding: found('push', 'good', 'pushReached', { subject: host }),
      offsetMs: Number.isNaN(date) ? null : date - middle,
    };
  } catch (error) {
    const finding = found('push', 'bad', 'pushUnreached', { subject: host, code: codeOf(error) });
    return { finding, offsetMs: null };
  }
}

/** Every answer, an error too, carries the time (RFC 9110 section 6.6.1), to the second. NaN when it does not. */
function askTheTime(socket: TLSSocket, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host, path: '/', method: 'HEAD', createConnection: () => socket, timeout: patienceMs };
    const call = request(options, (response) => {
      resolve(Date.parse(response.headers.date ?? ''));
      response.destroy();
    });
    call.on('timeout', () => call.destroy(Object.assign(new Error('no answer'), { code: 'timeout' })));
    call.on('error', reject);
    call.end();
  });
}
