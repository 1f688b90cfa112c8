import type { Command } from 'commander';
import type { ChecksOutput } from '../model/output.js';
import { checkExamples } from '../pipeline/examples.js';
import { loadFamilies } from '../pipeline/families-folder.js';
import { loadRules } from '../pipeline/rules-folder.js';
import { loadSettings } from '../pipeline/settings.js';
import { pipelineOf } from './context.js';
import { messageOf, printJson } from './json.js';
import type { Terminal } from './terminal.js';

/** `jiaokan check [PIPELINE]` */
export function registerCheck(program: Command, terminal: Terminal): void {
  program
    .command('check')
    .description('configuration, rules with all their examples, templates')
    .argument('[pipeline]', 'the pipeline file')
    .option('--json', 'print JSON (jiaokan/check@1)')
    .action(async (pipeline: string | undefined, options: { json?: boolean }) => {
      const settings = await loadSettings(pipeline ?? pipelineOf(program));
      const { rules } = await loadRules(settings.rules);
      const families = await loadFamilies(settings.families, settings.root, rules);
      const { examples, failures } = checkExamples(rules);
      for (const failure of failures) terminal.fail(failure);
      const checked = {
        sources: settings.sources.length,
        effectRules: rules.effects.verbs.length + rules.effects.rules.length,
        examples,
        families: families.length,
      };
      if (options.json === true) {
        printJson(terminal, {
          schema: 'jiaokan/check@1',
          checked,
          messages: failures.map(messageOf),
        } satisfies ChecksOutput);
      } else if (failures.length === 0) {
        terminal.out(
          `${settings.file}: ok · ${String(checked.effectRules)} effect rules, ${String(examples)} examples, ${String(families.length)} families`,
        );
      }
    });
}
