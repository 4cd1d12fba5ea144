// Why a rule cannot be read, in the words of the screen: the core says it in English, for developers.
import type { Texts } from '../../i18n/text.tsx';

const quoted = /"(.*)"$/s;

export function ruleProblem(problem: string, t: Texts): string {
  const words = t.criteria.ruleEditor.problems;
  const part = quoted.exec(problem)?.[1] ?? '';
  if (problem.startsWith('choice does not fit')) return words.choiceType;
  if (problem.includes('does not fit')) return words.type;
  if (problem.startsWith('bad choice')) return words.badChoice(part);
  if (problem.startsWith('no share for')) {
    const choices: Readonly<Record<string, string>> = t.labels.answerChoice;
    const choice = problem.slice('no share for '.length);
    return words.missingChoice(choices[choice] ?? choice);
  }
  if (problem.startsWith('bad step')) return words.badStep(part);
  if (problem.startsWith('bad band')) return words.badBand(part);
  if (problem.startsWith('a band after else')) return words.afterElse;
  if (problem.startsWith('bad limit')) return words.badLimit(part);
  if (problem === 'no else') return words.noElse;
  if (problem.startsWith('bad target')) return words.badTarget(part);
  if (problem === 'linear without a target') return words.noTarget;
  return words.other(problem);
}
