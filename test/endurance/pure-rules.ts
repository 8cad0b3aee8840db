/** The pure rules of the house; the tests of each stand in test/ under the same name. */
export const pureRules = [
  ...['announcement', 'lifecycle', 'audience', 'reach'].map((name) => `announcements/${name}`),
  ...['acknowledgement', 'ring'].map((name) => `acknowledgements/${name}`),
  ...['team-nesting', 'team-tree'].map((name) => `directory/${name}`),
  'answers/answer',
  'delivery/delivery',
];

export const ruleFiles = pureRules.map((rule) => `server/${rule}.ts`);
export const testFiles = pureRules.map((rule) => `test/${rule}.test.ts`);
