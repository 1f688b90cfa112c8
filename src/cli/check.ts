import type { Command } from 'commander';
import type { ChecksOutput } from '../model/output.js';
import type { Rules } from '../model/rules.js';
import { checkExamples } from '../pipeline/examples.js';
import { loadFamilies } from '../pipeline/families-folder.js';
import { compareRules, type RuleChange } from '../pipeline/reread.js';
import { loadRules } from '../pipeline/rules-folder.js';
import { loadSettings, type Settings } from '../pipeline/settings.js';
import { visibleLine } from '../report/visible.js';
import { openStore } from '../store/store.js';
import { pipelineOf } from './context.js';
import { messageOf, printJson } from './json.js';
import { readDay, today } from './options.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly against?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

/** `jiaokan check [PIPELINE]` */
export function registerCheck(program: Command, terminal: Terminal): void {
  program
    .command('check')
    .description('configuration, rules with all their examples, templates')
    .argument('[pipeline]', 'the pipeline file')
    .option(
      '--against <date|rev>',
      'also what these rules would change in the history: the newest of a day, or a revision',
    )
    .option('--as-of <date>', 'with --against: the day of the statuses (default: today in China)')
    .option('--json', 'print JSON (jiaokan/check@1)')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan check\n  jiaokan check pipelines/other.yaml\n  jiaokan check --against HEAD',
    )
    .action(async (pipeline: string | undefined, options: Options) => {
      const settings = await loadSettings(pipeline ?? pipelineOf(program));
      const { rules } = await loadRules(settings.rules, settings.overrides);
      const families = await loadFamilies(settings.families, settings.root, rules);
      const { examples, failures } = checkExamples(rules);
      for (const failure of failures) terminal.fail(failure);
      const changes = options.against === undefined ? null : await changesAgainst(settings, rules, options);
      const checked = {
        sources: settings.sources.length,
        effectRules: rules.effects.verbs.length + rules.effects.rules.length,
        examples,
        families: families.length,
        ...(changes ? { changes: changes.length } : {}),
      };
      if (options.json === true) {
        printJson(terminal, {
          schema: 'jiaokan/check@1',
          checked,
          messages: failures.map(messageOf),
          ...(changes ? { changes } : {}),
        } satisfies ChecksOutput);
      } else if (failures.length === 0) {
        terminal.out(
          `${settings.file}: ok · ${String(checked.effectRules)} effect rules, ${String(examples)} examples, ${String(families.length)} families`,
        );
      }
      if (changes && options.json !== true) {
        for (const change of changes) terminal.out(changeLine(change));
        if (changes.length === 0) terminal.out('the history would not change');
      }
    });
}

/** What the rules as they are now would change in the recorded history. */
async function changesAgainst(settings: Settings, rules: Rules, options: Options): Promise<readonly RuleChange[]> {
  const store = await openStore(settings.history);
  try {
    const revision = await store.revision(options.against === 'HEAD' ? undefined : options.against);
    return await compareRules(store, revision, rules, readDay('--as-of', options.asOf) ?? today());
  } finally {
    store.close();
  }
}

const signs: Readonly<Record<RuleChange['change'], string>> = { appears: '+', vanishes: '-', changes: '~' };

function changeLine({ what, change, work, line, text }: RuleChange): string {
  return visibleLine(`${signs[change]} ${what} ${work}${line === null ? '' : `:${String(line)}`}  ${text}`);
}
