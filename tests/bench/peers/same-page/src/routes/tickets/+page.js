import { list } from '../../answers.js';

export const load = () => list;
