// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note as Markdown (CommonMark with GitHub's tables), for tickets and chats. Pure.
#pragma once

#include "codec/texts.h"
#include "incidents/incidentnote.h"

namespace lockmaster {

/// Nothing a server sent is a mark, a link or HTML in it. Lines of charts are drawn with characters.
QString noteMarkdown(const IncidentNote &note, Texts texts = Texts::Masked);

} // namespace lockmaster
