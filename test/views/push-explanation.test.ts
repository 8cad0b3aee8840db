import assert from 'node:assert/strict';
import { explainBefore, explainFailure, type BrowserFacts } from '../../views/sign-in/push-explanation.ts';

const android: BrowserFacts = {
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile',
  ...{ maxTouchPoints: 5, isInstalled: false, isSecure: true, canSubscribe: true, permission: 'default' },
};
const iPhone: BrowserFacts = {
  ...android,
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1',
};
const mac: BrowserFacts = {
  ...android,
  userAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
  maxTouchPoints: 0,
};
const iPad: BrowserFacts = { ...mac, maxTouchPoints: 5 };

describe('Why notices cannot be turned on', () => {
  it('is said beforehand where the browser tells it: nothing on an Android phone or a Mac', () => {
    assert.deepEqual([explainBefore(android), explainBefore(mac)], [null, null]);
    assert.equal(explainBefore({ ...android, isSecure: false, canSubscribe: false }), 'insecure');
    assert.equal(explainBefore({ ...android, canSubscribe: false }), 'unsupported');
    assert.equal(explainBefore({ ...android, permission: 'denied' }), 'blocked');
  });

  it('is on an iPhone or iPad that it has to stand on the home screen, and there what is missing', () => {
    for (const device of [iPhone, iPad]) {
      assert.equal(explainBefore({ ...device, canSubscribe: false }), 'ios-not-installed');
      assert.equal(explainBefore(device), 'ios-not-installed');
      const installed = { ...device, isInstalled: true };
      assert.equal(explainBefore(installed), null);
      assert.equal(explainBefore({ ...installed, canSubscribe: false }), 'ios-outdated');
      assert.equal(explainBefore({ ...installed, permission: 'denied' }), 'blocked-ios');
    }
  });

  it('is told by what the browser answers, or that it does not answer', () => {
    const granted: BrowserFacts = { ...android, permission: 'granted' };
    const at = 'subscribing';
    const answers = {
      ...{ TimeoutError: 'silent', AbortError: 'refused', NotAllowedError: 'blocked' },
      ...{ NotSupportedError: 'unsupported', NetworkError: 'unreachable', '': 'unreachable' },
    };
    for (const [name, explanation] of Object.entries(answers))
      assert.equal(explainFailure(granted, { at, name }), explanation, name);
    assert.equal(explainFailure(granted, { at: 'saving', name: 'AbortError' }), 'not-saved');
  });

  it('is nothing when the person has only closed the question, and a block when it was answered with no', () => {
    const failure = { at: 'subscribing', name: 'NotAllowedError' } as const;
    assert.equal(explainFailure(android, failure), null);
    assert.equal(explainFailure({ ...android, permission: 'denied' }, failure), 'blocked');
    assert.equal(
      explainFailure({ ...iPhone, isInstalled: true, permission: 'denied' }, failure),
      'blocked-ios',
    );
  });
});
