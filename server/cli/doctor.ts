import { examineHouse } from '../doctor/examine-house.ts';
import { translate } from '../platform/views/languages.ts';
import { noWord, type Command } from './command.ts';

const marks = { good: 'ok      ', doubtful: 'WARNING ', bad: 'FAILED  ' };

/** Exit 1 when anything is bad. */
export const examine: Command = async (house, words, { json = false }, print) => {
  noWord(words);
  const findings = await examineHouse(house);
  const sentence = ({ reason, params }: (typeof findings)[number]) =>
    translate('en', `doctor.${reason}`, params);
  if (json) print(JSON.stringify(findings.map((finding) => ({ ...finding, sentence: sentence(finding) }))));
  else
    for (const finding of findings) {
      const about = finding.subject === null ? finding.part : `${finding.part} ${finding.subject}`;
      print(`${marks[finding.verdict]}${about}: ${sentence(finding)}`);
    }
  return findings.some(({ verdict }) => verdict === 'bad') ? 1 : 0;
};
