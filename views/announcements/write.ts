import { showAudience } from './audience.ts';
import { helpWithMarkdown } from './markdown-buttons.ts';
import { searchPeople } from './people-search.ts';
import { showPreview } from './preview.ts';
import { guardChanges } from './unsaved-changes.ts';

const form = document.querySelector<HTMLFormElement>('#draft-form');

if (form) {
  guardChanges(form);
  showPreview(form);
  helpWithMarkdown(form);
  const counted = showAudience(form);
  searchPeople(form, counted);
}
