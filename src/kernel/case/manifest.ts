import type { CaseManifest, StageManifest } from '#contract/case.ts'
import type { CaseDefinition } from './define.ts'
import { fieldsOf } from './form-fields.ts'
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
    form: fieldsOf(definition.form),
    materials: Object.entries(definition.materials).map(([material, { title: called, onlyIf }]) => ({
      id: material,
      title: called,
      optional: onlyIf !== undefined,
    })),
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
    ...handedIn(definition, stage),
    dimensions:
      stage.kind === 'review'
        ? Object.entries(stage.dimensions).map(([title, points]) => ({ title, points }))
        : [],
    number: stage.kind === 'issue' ? stage.number : null,
    marked: stage.kind === 'review' || (stage.kind === 'exam' && stage.passMark !== undefined),
  }
}

/** What is filled in and handed in at a stage: all of it, unless the stage names its part. */
function handedIn(
  definition: CaseDefinition,
  stage: Placed['stage'],
): Pick<StageManifest, 'fields' | 'materials'> {
  if (stage.kind !== 'submit') return { fields: [], materials: [] }
  return {
    fields: [...(stage.fields ?? Object.keys(definition.form.shape))],
    materials: [...(stage.materials ?? Object.keys(definition.materials))],
  }
}
