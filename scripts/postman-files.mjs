// The Postman collection: every operation of openapi.json, and before them a story that newman plays.
import converter from 'openapi-to-postmanv2';
import { story } from './postman-story.mjs';

const options = {
  folderStrategy: 'Tags',
  requestNameSource: 'Fallback',
  requestParametersResolution: 'Example',
  exampleParametersResolution: 'Example',
  parametersResolution: 'Example',
  alwaysInheritAuthentication: true,
  includeAuthInfoInExample: false,
};

/** The text of the file. */
export async function collectionOf(document) {
  const generated = await converted(document);
  const collection = {
    info: {
      name: 'Postledger',
      description: 'Made by `npm run docs`. `npm run postman` plays the story in the first folder.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{accessToken}}', type: 'string' }] },
    item: [story, { name: 'Every operation', item: tidied(generated.item) }],
    variable: [{ key: 'baseUrl', value: 'http://localhost:8000' }],
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function converted(document) {
  return new Promise((resolve, reject) => {
    converter.convertV2({ type: 'json', data: structuredClone(document) }, options, (fault, result) => {
      if (fault || !result.result) reject(fault ?? new Error(result.reason));
      else resolve(result.output[0].data);
    });
  });
}

/** The same file for the same document: no ids; and a small one: of the answers those of successes alone. */
function tidied(items) {
  for (const item of items) {
    delete item.id;
    if (item.item) tidied(item.item);
    // All of them are optional, and shown with an example.
    for (const parameter of item.request?.url.query ?? []) parameter.disabled = true;
    item.response = item.response?.filter(({ code }) => code < 300);
    for (const answer of item.response ?? []) {
      delete answer.id;
      delete answer.originalRequest;
    }
  }
  return items;
}
