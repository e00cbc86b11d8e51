// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.in_template: the console's own connection is to template1, from which new databases are copied: nobody can create
// one meanwhile. Evidence: database.
#include "diagnosis/rules.h"

#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findInTemplate(const Snapshot &snapshot, const Thresholds &)
{
    const QString &database = snapshot.postgres->identity.database;
    if (database != u"template1")
        return {};
    return {{u"target.in_template"_s, FindingSeverity::Warning, {}, {{u"database"_s, database}}, {}, {}}};
}

QString inTemplateSentence(const Finding &finding)
{
    return DiagnosisText::tr(
               "While this console is connected to %1 nobody can create a database here: name postgres or "
               "another database in the fleet file.")
        .arg(evidenceName(finding, "database"_L1));
}

} // namespace

constinit const Rule rules::inTemplate{.id = QLatin1StringView("target.in_template"),
                                       .input = RuleInput::PostgreSql,
                                       .find = findInTemplate,
                                       .sentence = inTemplateSentence};

} // namespace lockmaster
