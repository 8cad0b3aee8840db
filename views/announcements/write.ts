import { searchAddressees } from './addressee-search.ts';
import { showAudience } from './audience.ts';
import { saveWhileWriting } from './draft-saving.ts';
import { helpWithMarkdown } from './markdown-buttons.ts';
import { showPreview } from './preview.ts';
import { goInSteps } from './steps.ts';
import { showTeamTree } from './team-tree.ts';
import { writeInLanguages } from './translations.ts';

const form = document.querySelector<HTMLFormElement>('#draft-form');

if (form) {
  goInSteps(form);
  saveWhileWriting(form);
  writeInLanguages(form);
  showPreview(form);
  helpWithMarkdown(form);
  const counted = showAudience(form);
  searchAddressees(form, counted);
  showTeamTree(form, counted);
}
