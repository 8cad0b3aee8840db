const inRoom = (room: string, ...names: string[]): string[] => names.map((name) => `${room}/${name}`);

/** The pure rules of the house; the tests of each stand in test/ under the same name. */
export const pureRules = [
  ...inRoom('acknowledgements', 'acknowledgement', 'curve', 'curve-ticks', 'lagging-team', 'ring'),
  ...inRoom('announcements', 'announcement', 'audience', 'choose-text', 'inbox-months', 'lifecycle'),
  ...inRoom('announcements', 'reach', 'team-choice', 'typed-times'),
  ...inRoom('answers', 'answer'),
  ...inRoom('audit', 'audit-entry'),
  ...inRoom('delivery', 'delivery'),
  ...inRoom('directory', 'team-nesting', 'team-tree'),
];

export const ruleFiles = pureRules.map((rule) => `server/${rule}.ts`);
export const testFiles = pureRules.map((rule) => `test/${rule}.test.ts`);
