// Files go as multipart/form-data, which the document of the API describes by text fields.

/** The body of a request with files; what stands beside them comes first, as the service reads in order. */
export function formDataOf(fields: Record<string, string | File>) {
  const files = Object.entries(fields).toSorted(
    ([, a], [, b]) => Number(a instanceof File) - Number(b instanceof File),
  );
  return {
    body: { file: '' },
    bodySerializer: () => {
      const form = new FormData();
      for (const [name, value] of files) form.append(name, value);
      return form;
    },
  };
}
