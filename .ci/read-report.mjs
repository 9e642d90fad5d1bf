// What a report of vitest says: `passed failed` on the output, and into a file a line for each test that failed,
// or that only its second try passed.
import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [reportFile, toldFile] = process.argv.slice(2);
const report = JSON.parse(readFileSync(reportFile, 'utf8'));
const firstLine = (text = '') => text.split('\n')[0].slice(0, 300);

for (const file of report.testResults) {
  const tell = (what, name, message) =>
    appendFileSync(
      toldFile,
      `${what}: ${relative(process.cwd(), file.name)} > ${name}: ${firstLine(message)}\n`,
    );
  for (const { status, fullName, failureMessages: faults } of file.assertionResults) {
    if (status === 'failed') tell('failed', fullName, faults.at(-1));
    else if (faults.length > 0) tell('passed at the second try', fullName, faults[0]);
  }
  const hasFailed = file.assertionResults.some(({ status }) => status === 'failed');
  if (file.status === 'failed' && !hasFailed) tell('failed', 'the file itself', file.message);
}
console.log(report.numPassedTests, report.numFailedTests);
