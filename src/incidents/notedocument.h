// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A note as headings, paragraphs and tables: what both writers write, each in its own marks. Texts are as they came: a
// writer makes each plain, takes secrets out and escapes it, in one place.
#pragma once

#include <QStringList>
#include <variant>
#include <vector>

#include "codec/texts.h"
#include "incidents/incidentnote.h"

namespace lockmaster {

struct NoteHeading {
    int level = 1;
    QString text;
};

struct NoteParagraph {
    QString text;
};

struct NoteList {
    QStringList items;
};

struct NoteTable {
    QStringList header;
    std::vector<QStringList> rows; ///< as wide as the header
};

struct NoteCode {
    QString text; ///< may have several lines
};

struct NoteDrawing {
    NoteChart chart;
    WallTime from{};
    WallTime to{};
    std::vector<WallTime> deeds; ///< to the chart's target
};

using NoteBlock = std::variant<NoteHeading, NoteParagraph, NoteList, NoteTable, NoteCode, NoteDrawing>;
using NoteDocument = std::vector<NoteBlock>;

/// Masked: of statements of sessions that were acted on the literals are replaced. Those in evidence always are.
NoteDocument noteDocument(const IncidentNote &note, Texts texts = Texts::Masked);

/// A text as it may stand in a document, on one line: what servers said made plain, secrets taken out.
QString noteLine(const QString &text);
/// The same on several lines.
QString noteLines(const QString &text);

} // namespace lockmaster
