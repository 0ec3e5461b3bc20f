import { shell } from '../answers.js';

export const load = () => shell;
