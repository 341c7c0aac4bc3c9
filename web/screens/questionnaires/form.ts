import type { NewQuestionnaire, Question, QuestionKind } from '#contract/questionnaire.ts'

/** A question as it is being written: options and lines as lines of text. */
export type QuestionForm = {
  kind: QuestionKind
  says: string
  required: boolean
  options: string
  lines: string
  most: string
}
/** A questionnaire as it is being written. */
export type QuestionnaireForm = {
  title: string
  intro: string
  unit: string
  anonymous: string
  opensOn: string
  closesOn: string
  moment: string
  programme: string
  questions: QuestionForm[]
}

/** A question to begin with. */
export function emptyQuestion(kind: QuestionKind = 'scale'): QuestionForm {
  return { kind, says: '', required: kind !== 'text', options: '', lines: '', most: '5' }
}

/** A form to begin with: one scale and one text, open for two weeks. */
export function emptyForm(unit: string, today: Date): QuestionnaireForm {
  const day = (after: number): string =>
    new Date(today.getTime() + after * 86_400_000).toISOString().slice(0, 10)
  return {
    title: '',
    intro: '',
    unit,
    anonymous: 'yes',
    opensOn: day(0),
    closesOn: day(14),
    moment: '',
    programme: '',
    questions: [emptyQuestion('scale'), emptyQuestion('text')],
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A question as the server takes it: what belongs to other kinds is left out. */
export function toQuestion({ kind, says, required, options, lines, most }: QuestionForm): Question {
  const scaled = kind === 'scale' || kind === 'matrix'
  return {
    kind,
    says: says.trim(),
    required,
    options: kind === 'single' || kind === 'multiple' ? linesOf(options) : [],
    lines: kind === 'matrix' ? linesOf(lines) : [],
    most: scaled ? Number(most) : null,
  }
}

/** The form as the server takes it. */
export function toBody(form: QuestionnaireForm, year: number, key: string): NewQuestionnaire {
  const anonymous = form.anonymous === 'yes'
  return {
    key,
    title: form.title.trim(),
    intro: form.intro.trim(),
    unit: form.unit,
    year,
    anonymous,
    least: anonymous ? 5 : 1,
    opensOn: form.opensOn,
    closesOn: form.closesOn,
    subjectKind: form.programme === '' ? null : 'programme',
    subjectId: form.programme === '' ? null : form.programme,
    moment:
      form.moment === 'before' || form.moment === 'during' || form.moment === 'after' ? form.moment : null,
    questions: form.questions.map(toQuestion),
  }
}
