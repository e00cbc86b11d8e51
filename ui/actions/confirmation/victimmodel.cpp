// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/victimmodel.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

struct VictimText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::VictimModel)
};

using Column = KeyedColumn<VictimRow>;

Column pidColumn()
{
    return {.info = {.id = QStringLiteral("pid"),
                     .title = VictimText::tr("PID"),
                     .toolTip = VictimText::tr("Process number of the backend on the server."),
                     .width = 7},
            .text = [](const VictimRow &row) { return QString::number(row.session.key.pid); },
            .value = [](const VictimRow &row) { return CellValue(static_cast<double>(row.session.key.pid)); }};
}

Column textColumn(const QString &id, const QString &title, const QString &toolTip, QString Session::*text, int width)
{
    return {.info = {.id = id, .title = title, .toolTip = toolTip, .width = width},
            .text = [text](const VictimRow &row) { return plainLine(row.session.*text); }};
}

Column ageColumn()
{
    const auto age = [](const VictimRow &row) {
        return row.planned ? ageAt(*row.planned, row.session.stateChange) : std::nullopt;
    };
    return {.info = {.id = QStringLiteral("state_age"),
                     .title = VictimText::tr("In this state"),
                     .toolTip = VictimText::tr("How long it had been in its state when the plan was made."),
                     .width = 11,
                     .isNumeric = true},
            .text = [age](const VictimRow &row) { return age(row) ? formatDuration(*age(row)) : unknownValue(); },
            .value =
                [age](const VictimRow &row) {
                    return age(row) ? CellValue(std::chrono::duration<double>(*age(row)).count()) : CellValue();
                }};
}

Column wroteColumn()
{
    return {.info = {.id = QStringLiteral("wrote"),
                     .title = VictimText::tr("Wrote"),
                     .toolTip =
                         VictimText::tr("Has written or locked rows in a transaction that is still open: lost when it "
                                        "ends."),
                     .width = 6},
            .text = [](const VictimRow &row) { return row.session.backendXid ? VictimText::tr("yes") : QString(); }};
}

Column outcomeColumn()
{
    return {.info = {.id = QStringLiteral("outcome"),
                     .title = VictimText::tr("Outcome"),
                     .toolTip = VictimText::tr("What became of it: the console looked again."),
                     .width = 20},
            .text = [](const VictimRow &row) { return row.outcome ? outcomeWord(*row.outcome) : QString(); },
            .state =
                [](const VictimRow &row) {
                    return row.outcome ? std::optional(outcomeState(*row.outcome)) : std::nullopt;
                }};
}

} // namespace

std::unique_ptr<VictimModel> makeVictimModel(QObject *parent)
{
    std::vector<Column> columns{pidColumn(),
                                textColumn(QStringLiteral("application"), VictimText::tr("Application"),
                                           VictimText::tr("What the client calls itself."), &Session::application, 15),
                                textColumn(QStringLiteral("user"), VictimText::tr("User"),
                                           VictimText::tr("The role it logged in as."), &Session::user, 9),
                                textColumn(QStringLiteral("database"), VictimText::tr("Database"),
                                           VictimText::tr("The database it is connected to."), &Session::database, 9),
                                textColumn(QStringLiteral("client"), VictimText::tr("Client"),
                                           VictimText::tr("Address the client connected from."), &Session::client, 12),
                                ageColumn(),
                                wroteColumn(),
                                outcomeColumn()};
    return std::make_unique<VictimModel>(std::move(columns), parent);
}

std::vector<VictimRow> victimRows(const ActionPlan &plan, const std::vector<SubjectOutcome> &outcomes)
{
    std::map<SessionKey, Outcome> known;
    for (const SubjectOutcome &one : outcomes) {
        if (one.subject.session)
            known[one.subject.session->key] = one.outcome;
    }
    std::vector<VictimRow> rows;
    for (const ActionSubject &subject : plan.subjects) {
        if (!subject.session)
            continue;
        const auto found = known.find(subject.session->key);
        rows.push_back(
            {*subject.session, plan.serverNow, found == known.end() ? std::nullopt : std::optional(found->second)});
    }
    return rows;
}

} // namespace lockmaster
