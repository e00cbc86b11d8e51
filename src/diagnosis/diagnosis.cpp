// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/diagnosis.h"

#include "base/format.h"
#include "diagnosis/causes.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Two may be about subjects of one name, such as standbys that call themselves alike: then the order tells them apart.
void nameKeys(Findings &findings)
{
    QSet<QString> taken;
    for (Finding &finding : findings) {
        if (finding.subject.target.isEmpty())
            finding.subject.target = finding.target;
        const QString name = finding.id + u' ' + subjectKey(finding.subject);
        finding.key = name;
        for (int again = 2; taken.contains(finding.key); ++again)
            finding.key = u"%1 #%2"_s.arg(name).arg(again);
        taken.insert(finding.key);
    }
}

void nameCauses(Findings &findings, const Snapshot &snapshot)
{
    std::vector<FoundOn> found;
    for (const Finding &finding : findings)
        found.push_back({&finding, &snapshot});
    const Snapshots alone{SnapshotPtr(SnapshotPtr(), &snapshot)};
    const std::vector<FindingRef> causes = causesOf(found, {Fleet(), alone});
    for (std::size_t i = 0; i < findings.size(); ++i)
        findings[i].causedBy = causes[i];
}

QJsonArray recommendedJson(const Finding &finding)
{
    QJsonArray recommended;
    for (const RecommendedAction &one : finding.recommended)
        recommended.append(one.action.isEmpty() ? QJsonObject{{u"action"_s, QJsonValue()}, {u"command"_s, one.command}}
                                                : QJsonObject{{u"action"_s, one.action}, {u"args"_s, one.args}});
    return recommended;
}

/// Of the rules with the finding's id, for which another's finding is not their own.
template <typename Words>
QString firstWords(const Finding &finding, Words wordsOf)
{
    QString words;
    for (const Rule *rule : allRules()) {
        if (words.isEmpty() && rule->id == finding.id)
            words = wordsOf(*rule);
    }
    return words;
}

} // namespace

std::vector<Finding> findings(const Snapshot &snapshot, const Thresholds &thresholds)
{
    const RuleInput input = inputOf(snapshot);
    Findings all;
    for (const Rule *rule : allRules()) {
        if (rule->input == input)
            std::ranges::move(rule->find(snapshot, thresholds), std::back_inserter(all));
    }
    for (Finding &finding : all)
        finding.target = snapshot.target;
    nameKeys(all);
    nameCauses(all, snapshot);
    std::ranges::stable_sort(all, std::ranges::greater{}, &Finding::severity);
    return all;
}

std::vector<Finding> fleetFindings(const Snapshots &newest, const Fleet &fleet)
{
    const FleetMoment moment{fleet, newest};
    Findings all;
    for (const Rule *rule : allRules()) {
        if (rule->input == RuleInput::Fleet)
            std::ranges::move(rule->findBetween(moment), std::back_inserter(all));
    }
    nameKeys(all);
    return all;
}

QString sentenceOf(const Finding &finding)
{
    const QString words = firstWords(finding, [&](const Rule &rule) { return rule.sentence(finding); });
    return words.isEmpty() ? finding.id : words;
}

QString shortly(const std::vector<Finding> &findings)
{
    const QString words = firstWords(
        findings.front(), [&](const Rule &rule) { return rule.shortly ? rule.shortly(findings) : QString(); });
    return words.isEmpty() ? sentenceOf(findings.front()) : words;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject json{{u"id"_s, finding.id},
                     {u"key"_s, finding.key},
                     {u"severity"_s, findingSeverityName(finding.severity)},
                     {u"target"_s, finding.target},
                     {u"subject"_s, QJsonObject{{u"kind"_s, subjectKindName(finding.subject.kind)},
                                                {u"name"_s, finding.subject.name}}},
                     {u"summary"_s, sentenceOf(finding)},
                     {u"evidence"_s, finding.evidence},
                     {u"recommended"_s, recommendedJson(finding)}};
    if (finding.since != WallTime{})
        json.insert(u"since"_s, formatIso(finding.since));
    if (!finding.causedBy.id.isEmpty()) {
        json.insert(u"caused_by"_s, finding.causedBy.id);
        json.insert(u"cause"_s, QJsonObject{{u"target"_s, finding.causedBy.target}, {u"key"_s, finding.causedBy.key}});
    }
    return json;
}

} // namespace lockmaster
