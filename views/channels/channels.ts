import { followRows } from './channel-rows.ts';

followRows();
