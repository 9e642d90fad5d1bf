/** Of every account that walks make. */
export const password = 'тихий чай на веранде';
