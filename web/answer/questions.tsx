/** @jsxImportSource ../phone/dom */
import type { Answer, PlacedQuestion } from '#contract/questionnaire.ts'
import { t } from '../lib/t.ts'
import { make } from '../phone/dom/jsx-runtime.ts'
import { chosen, written } from './draft.ts'

/** The answers of a form, as its questions read and change them. */
export type Given = { answers: () => readonly Answer[]; change: (next: Answer[]) => void }

/** One question with what can be answered. */
export function Question({ question, given }: { question: PlacedQuestion; given: Given }): Node {
  const { position, says, required, kind } = question
  const words = required ? says : t('{says}（可不填）', { says })
  if (kind === 'text') return <Words question={question} given={given} words={`${position}. ${words}`} />
  return (
    <fieldset class="question" id={`q${position}`} tabindex="-1">
      <legend>{`${position}. ${words}${kind === 'multiple' ? t('（可多选）') : ''}`}</legend>
      {kind === 'matrix' ? (
        question.lines.map((line, at) => (
          <Scale question={question} given={given} line={at + 1} label={line} />
        ))
      ) : kind === 'scale' ? (
        <Scale question={question} given={given} label={says} />
      ) : (
        question.options.map((option, at) => (
          <Option question={question} given={given} choice={at + 1} word={option} />
        ))
      )}
    </fieldset>
  )
}

function isChosen({ answers }: Given, { position }: PlacedQuestion, choice: number, line?: number): boolean {
  return answers().some((one) => one.position === position && one.line === line && one.choice === choice)
}

function Option(props: { question: PlacedQuestion; given: Given; choice: number; word: string }): Node {
  const { question, given, choice } = props
  return (
    <label class="option">
      <input
        type={question.kind === 'multiple' ? 'checkbox' : 'radio'}
        name={`q${question.position}`}
        checked={isChosen(given, question, choice)}
        onChange={() => given.change(chosen(given.answers(), question, choice))}
      />
      <span>{props.word}</span>
    </label>
  )
}

/** Numbers side by side; the ends say which way they run. */
function Scale(props: { question: PlacedQuestion; given: Given; label: string; line?: number }): Node {
  const { question, given, line } = props
  const most = question.most ?? 5
  const name = `q${question.position}-${line ?? 0}`
  return (
    <div class="scale" role="radiogroup" aria-label={props.label}>
      {line !== undefined && <p>{props.label}</p>}
      <div class="steps">
        {Array.from({ length: most }, (_, at) => (
          <label>
            <input
              type="radio"
              name={name}
              checked={isChosen(given, question, at + 1, line)}
              onChange={() => given.change(chosen(given.answers(), question, at + 1, line))}
            />
            <span>{at + 1}</span>
          </label>
        ))}
      </div>
      <p class="ends soft">
        <span>{t('1 最低')}</span>
        <span>{t('{most} 最高', { most })}</span>
      </p>
    </div>
  )
}

function Words(props: { question: PlacedQuestion; given: Given; words: string }): Node {
  const { question, given } = props
  const area = make('textarea', {
    id: `q${question.position}`,
    onInput: (event) => given.change(written(given.answers(), question, event.currentTarget.value)),
  })
  area.rows = 4
  area.maxLength = 1000
  area.value = given.answers().find((one) => one.position === question.position)?.words ?? ''
  return (
    <label class="field question">
      <span>{props.words}</span>
      {area}
    </label>
  )
}
