import first from './en-first';
import work from './en-work';
import type { Texts } from './ru';

const texts: Texts = { ...first, ...work };

export default texts;
