/** Of every account that walks make. */
export const password = 'тихий чай на веранде';
export const firstAdmin = 'first-admin@postledger.test';
