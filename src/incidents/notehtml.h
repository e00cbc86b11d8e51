// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note as one file of HTML that needs nothing else: no script, no link, no picture from anywhere; readable on paper. Pure.
#pragma once

#include "codec/texts.h"
#include "incidents/incidentnote.h"

namespace lockmaster {

/// Charts are SVG.
QString noteHtml(const IncidentNote &note, Texts texts = Texts::Masked);

} // namespace lockmaster
