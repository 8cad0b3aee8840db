import assert from 'node:assert/strict';
import { freePort } from '../support/free-port.ts';
import { install, type Installation } from '../support/installation.ts';
import { startMailServer, type MailServer } from '../support/mail-server/mail-server.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';

type Said = { part: string; subject: string | null; verdict: string; reason: string };

describe('umlauf doctor', function () {
  this.timeout(60_000);
  let push: PushService;
  let mail: MailServer;
  let house: Installation | undefined;

  before(async () => {
    push = await startPushService();
    mail = await startMailServer();
  });
  afterEach(() => house?.remove());
  after(() => Promise.all([push.stop(), mail.stop()]));

  it('finds a house good whose services answer, whose certificate is trusted and whose clock is right', async () => {
    house = await install('SQLite', {
      ...mail.settings,
      ...{
        PUSH_ALLOWED_HOSTS: push.hosts.join(),
        PUSH_CA_FILE: push.caFile,
        PUSH_CONTACT: 'mailto:it@werk.de',
      },
      // Whatever answers there with a certificate of the house's authority will do.
      ...{ BASE_URL: push.origin, NODE_EXTRA_CA_CERTS: push.caFile },
    });
    const { code, stdout, stderr } = await house.umlauf('doctor');
    assert.equal(code, 0, stdout + stderr);
    const lines = stdout.trim().split('\n');
    assert.ok(
      lines.every((line) => line.startsWith('ok      ')),
      stdout,
    );
    for (const host of push.hosts) assert.ok(lines.includes(`ok      push ${host}: reached.`), stdout);
    assert.ok(lines.includes('ok      notices: carry no content.'), stdout);
    assert.match(stdout, /clock: right, within \d seconds?\./);
    assert.match(stdout, /address https:\S+: its certificate is trusted and good for 2\d days\./);
    assert.match(stdout, /mail 127\.0\.0\.1:\d+: the mail server lets us in\./);
    assert.ok((await push.journal()).every(({ bytes, answered }) => bytes === 0 && answered === 404));
    assert.deepEqual(mail.mails, []);
  });

  it('names everything that is not as it should be, and fails', async () => {
    const silent = `127.0.0.1:${await freePort()}`;
    house = await install('SQLite', {
      ...{ SMTP_URL: `smtp://${silent}`, MAIL_FROM: 'umlauf@werk.de' },
      ...{ PUSH_ALLOWED_HOSTS: `${silent},${push.host}`, PUSH_CONTACT: 'mailto:it@umlauf.corp.local' },
      BASE_URL: push.origin,
    });
    const { code, stdout } = await house.umlauf('doctor', '--json');
    assert.equal(code, 1);
    const said = JSON.parse(stdout) as Said[];
    const not = said.filter(({ verdict }) => verdict !== 'good');
    assert.deepEqual(
      not.map(({ part, subject, reason }) => [part, subject, reason]),
      [
        ['contact', 'mailto:it@umlauf.corp.local', 'contactPrivate'],
        ['push', silent, 'pushUnreached'],
        ['push', push.host, 'pushUnreached'],
        ['address', push.origin, 'certificateUntrusted'],
        ['clock', null, 'clockUnknown'],
        ['mail', silent, 'mailRefused'],
      ],
      'the push service of the house is not trusted without its authority',
    );
  });
});
