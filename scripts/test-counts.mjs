// A reporter of vitest: says nothing, writes every test with its outcome to the file that GONGKAI_TEST_COUNTS names.
import { writeFileSync } from 'node:fs';

export default class TestCounts {
  /** @param {ReadonlyArray<import('vitest/node').TestModule>} modules */
  onTestRunEnd(modules) {
    const file = process.env['GONGKAI_TEST_COUNTS'];
    if (!file) return;
    const results = modules.map((module) => ({
      file: module.moduleId,
      state: module.state(),
      tests: [...module.children.allTests()].map((test) => ({ state: test.result().state, name: test.fullName })),
    }));
    writeFileSync(file, JSON.stringify(results));
  }
}
