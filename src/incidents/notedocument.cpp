// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/notedocument.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"
#include "incidents/evidencerows.h"
#include "incidents/incidenttext.h"
#include "incidents/noteseries.h"
#include "incidents/notewords.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMostSessions = 20;
constexpr qsizetype kLongestTitle = 120;

class NoteMakerOfBlocks
{
public:
    NoteMakerOfBlocks(const IncidentNote &note, Texts texts) : m_note(note), m_texts(texts) {}

    NoteDocument make()
    {
        addTop();
        addTimeline();
        addFindings();
        addDeeds();
        addDrawings();
        addMaker();
        return std::move(m_blocks);
    }

private:
    void addTop();
    void addTimeline();
    void addFindings();
    void addFinding(const NoteEntry &entry, const Finding &finding);
    void addDeeds();
    void addDeed(const NoteEntry &entry, const Deed &deed);
    void addStatements(const Deed &deed);
    void addSessions(const Deed &deed);
    void addDrawings();
    void addMaker();
    void add(NoteBlock block) { m_blocks.push_back(std::move(block)); }
    void addItems(QStringList items)
    {
        items.removeAll(QString());
        if (!items.isEmpty())
            add(NoteList{std::move(items)});
    }

    const IncidentNote &m_note;
    Texts m_texts;
    NoteDocument m_blocks;
};

QString targetWords(const NoteTarget &target)
{
    QStringList parts{target.server, target.place, environmentName(target.environment)};
    parts.removeAll(QString());
    return IncidentText::tr("%1: %2").arg(target.name, parts.join(u", "_s));
}

void NoteMakerOfBlocks::addTop()
{
    QStringList names;
    std::ranges::transform(m_note.targets, std::back_inserter(names), &NoteTarget::name);
    add(NoteHeading{1, IncidentText::tr("Incident note: %1").arg(elided(names.join(u", "_s), kLongestTitle))});
    add(NoteParagraph{headlineOf(m_note)});
    QStringList items{IncidentText::tr("Seen from %1 to %2").arg(formatMoment(m_note.from), formatMoment(m_note.to))};
    std::ranges::transform(m_note.targets, std::back_inserter(items), targetWords);
    addItems(std::move(items));
}

void NoteMakerOfBlocks::addTimeline()
{
    if (m_note.timeline.empty())
        return;
    add(NoteHeading{2, IncidentText::tr("Timeline")});
    NoteTable table{{IncidentText::tr("Time"), IncidentText::tr("Over"), IncidentText::tr("Lasted"),
                     IncidentText::tr("Kind"), IncidentText::tr("Target"), IncidentText::tr("What")},
                    {}};
    for (const NoteEntry &entry : m_note.timeline) {
        table.rows.push_back({formatTimeOfDay(entry.at), entry.over ? formatTimeOfDay(*entry.over) : QString(),
                              durationWords(entry), entryKindWords(entry), entry.target, entryWords(entry)});
    }
    add(std::move(table));
}

void NoteMakerOfBlocks::addFindings()
{
    bool isFirst = true;
    for (const NoteEntry &entry : m_note.timeline) {
        const Finding *finding = entry.finding();
        if (!finding)
            continue;
        if (std::exchange(isFirst, false))
            add(NoteHeading{2, IncidentText::tr("What was wrong")});
        addFinding(entry, *finding);
    }
}

void NoteMakerOfBlocks::addFinding(const NoteEntry &entry, const Finding &finding)
{
    add(NoteHeading{3, entryWords(entry)});
    const QString since = IncidentText::tr("%1 on %2, since %3").arg(finding.id, entry.target, formatMoment(entry.at));
    const QString over = entry.over ? IncidentText::tr("over at %1").arg(formatMoment(*entry.over))
                                    : IncidentText::tr("last seen at %1").arg(formatMoment(entry.lastSeen));
    const FindingRef &cause = finding.causedBy;
    addItems({since, IncidentText::tr("%1 (%2)").arg(over, durationWords(entry)),
              cause.id.isEmpty() ? QString() : IncidentText::tr("because of %1 on %2").arg(cause.id, cause.target)});
    std::vector<QStringList> rows = evidenceRows(finding.evidence);
    if (!rows.empty())
        add(NoteTable{{IncidentText::tr("Proof"), IncidentText::tr("At its worst")}, std::move(rows)});
    if (finding.recommended.empty())
        return;
    add(NoteParagraph{IncidentText::tr("Recommended, gentlest first:")});
    for (const RecommendedAction &one : finding.recommended) {
        if (one.action.isEmpty()) // to copy: with nothing added
            add(NoteCode{one.command});
        else
            add(NoteList{QStringList{recommendedWords(one)}});
    }
}

void NoteMakerOfBlocks::addDeeds()
{
    bool isFirst = true;
    for (const NoteEntry &entry : m_note.timeline) {
        const Deed *deed = std::get_if<Deed>(&entry.what);
        if (!deed)
            continue;
        if (std::exchange(isFirst, false))
            add(NoteHeading{2, IncidentText::tr("Done from this console")});
        addDeed(entry, *deed);
    }
}

void NoteMakerOfBlocks::addDeed(const NoteEntry &entry, const Deed &deed)
{
    add(NoteHeading{3, deed.plan.title});
    add(NoteParagraph{deed.plan.consequence});
    addStatements(deed);
    addItems({IncidentText::tr("At %1, %2").arg(formatMoment(entry.at), deed.plan.request.action),
              IncidentText::tr("Outcome: %1").arg(outcomeWords(deed.result.outcome)), deed.result.summary,
              waiterWords(deed), deed.result.serverMessages.join(u' ')});
    addSessions(deed);
}

void NoteMakerOfBlocks::addStatements(const Deed &deed)
{
    for (const PlannedStatement &statement : deed.plan.statements) {
        QString text = maskStatementSecrets(statement.sql);
        if (!statement.server.isEmpty())
            text.prepend(IncidentText::tr("on %1:").arg(statement.server) + u'\n');
        for (qsizetype i = 0; i < statement.parameters.size(); ++i)
            text += u"\n$%1 = %2"_s.arg(i + 1).arg(statement.parameters.at(i));
        add(NoteCode{text});
    }
}

/// Whom it was done to. Their queries are the people's: names, amounts.
void NoteMakerOfBlocks::addSessions(const Deed &deed)
{
    NoteTable table{
        {IncidentText::tr("PID"), IncidentText::tr("User"), IncidentText::tr("Application"), IncidentText::tr("Query")},
        {}};
    for (const ActionSubject &subject : deed.plan.subjects) {
        if (!subject.session || std::ssize(table.rows) == kMostSessions)
            continue;
        const Session &session = *subject.session;
        table.rows.push_back(
            {subject.name, session.user, session.application, outgoing(session.query, Secrecy::Statement, m_texts)});
    }
    if (!table.rows.empty())
        add(std::move(table));
}

void NoteMakerOfBlocks::addDrawings()
{
    if (m_note.charts.empty())
        return;
    add(NoteHeading{2, IncidentText::tr("Numbers")});
    for (const NoteChart &chart : m_note.charts) {
        NoteDrawing drawing{chart, m_note.from, m_note.to, {}};
        for (const NoteEntry &entry : m_note.timeline) {
            if (std::holds_alternative<Deed>(entry.what) && entry.target == chart.target)
                drawing.deeds.push_back(entry.at);
        }
        add(std::move(drawing));
    }
}

void NoteMakerOfBlocks::addMaker()
{
    const QString made = IncidentText::tr("Made at %1 by %2 with %3.")
                             .arg(formatMoment(m_note.maker.at), m_note.maker.person, m_note.maker.program);
    add(NoteParagraph{made + u' '
                      + (m_texts == Texts::Masked ? IncidentText::tr("Literals in queries are masked.")
                                                  : IncidentText::tr("Queries have their literals."))});
}

} // namespace

NoteDocument noteDocument(const IncidentNote &note, Texts texts)
{
    return NoteMakerOfBlocks(note, texts).make();
}

QString noteLine(const QString &text)
{
    return plainLine(redact(text));
}

QString noteLines(const QString &text)
{
    return plainBlock(redact(text));
}

} // namespace lockmaster
