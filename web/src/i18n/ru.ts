// All texts, for their type and for the tests; the source of the keys: what stands here must stand in en.ts too.
import first from './ru-first';
import work from './ru-work';

const texts = { ...first, ...work };

export type Texts = typeof texts;
export default texts;
