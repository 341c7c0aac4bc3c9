import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import type { CaseDefinition } from './define.ts'
import { documentsOf } from './documents/standard.ts'
import { questionsOf } from './form-fields.ts'
import { fieldsOf } from './form.ts'
import { officesAt, stagesOf, type Placed } from './steps.ts'
import { KIND_WORDS, OFFICE_WORDS } from './words.ts'

/** A definition as menus, forms, lists and diagrams are drawn from. */
export function manifestOf(definition: CaseDefinition): CaseManifest {
  const { id, title, rev, menu, about, basis, subject, category, rounds, endings, archive } = definition
  return {
    id,
    title,
    rev,
    menu,
    about,
    basis,
    subject,
    form: questionsOf(definition.form),
    materials: Object.entries(definition.materials).map(([material, { title: called, onlyIf }]) => ({
      id: material,
      title: called,
      optional: onlyIf !== undefined,
    })),
    heading: questionsOf(definition.form).find(({ name }) => name === definition.heading)?.title ?? null,
    category: { title: category.title, words: [...category.words] },
    rounds: rounds === null ? null : { floor: rounds.floor?.title ?? null },
    stages: stagesOf(definition).map((placed) => stageOf(definition, placed)),
    endings: { ...endings },
    archive: [...archive],
  }
}

function stageOf(definition: CaseDefinition, { id, stage }: Placed): StageManifest {
  const offices = officesAt(stage)
  return {
    id,
    title: stage.title,
    kind: stage.kind,
    kindWord: KIND_WORDS[stage.kind],
    offices: [...offices],
    officeWords: offices.map((office) => OFFICE_WORDS[office]).join('或'),
    optional: stage.onlyIf !== undefined,
    fields: fieldsOf(definition, id),
    materials: stage.kind === 'submit' ? [...(stage.materials ?? Object.keys(definition.materials))] : [],
    dimensions:
      stage.kind === 'review'
        ? Object.entries(stage.dimensions).map(([title, points]) => ({ title, points }))
        : [],
    number: stage.kind === 'issue' ? stage.number : null,
    sharedNumber: stage.kind === 'issue' && stage.numbering === 'shared',
    letter: letterAt(definition, id),
    amount: stage.kind === 'decide' ? (stage.amount?.title ?? null) : null,
    committee: stage.kind === 'check' ? (stage.committee?.title ?? null) : null,
    marked: stage.kind === 'review' || (stage.kind === 'exam' && stage.passMark !== undefined),
  }
}

/** What the letter is called by whose number a stage issues; null where the number is always typed. */
function letterAt(definition: CaseDefinition, stage: string): string | null {
  const found = documentsOf(definition).find(([, one]) => one.kind === 'circular' && one.numbers === stage)
  return found?.[1].title ?? null
}
