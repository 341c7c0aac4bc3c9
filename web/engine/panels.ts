import type { ComponentType } from 'react'
import type * as z from 'zod'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type { casePage } from '#contract/case.ts'

export type CaseData = z.output<NonNullable<typeof casePage.reply>>
/** What a panel that is made by hand gets. */
export type PanelProps = { data: CaseData; manifest: CaseManifest }
export type Panels = Readonly<Record<string, ComponentType<PanelProps> | undefined>>

/**
 * States the panels that are made by hand for stages of one system: shown on a case's page while it stands there.
 * Give the type of its definition, `typeof definition`: a panel for a stage that does not exist fails to compile.
 */
export function definePanels<Definition extends { stages: object }>(
  panels: Partial<Record<keyof NoInfer<Definition>['stages'] & string, ComponentType<PanelProps>>>,
): Panels {
  return panels as Panels
}
