// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleetreader.h"

#include "base/text.h"
#include "fleet/targeturl.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <yaml-cpp/yaml.h>

namespace lockmaster {
namespace {

constexpr qsizetype kLongestText = 4096;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Fleet)
};

/// Keys are quoted, as they have to be found; values are not.
QString quoted(const YAML::Node &key)
{
    const QString text = key.IsScalar() ? QString::fromStdString(key.Scalar()) : QStringLiteral("?");
    return u'"' + elided(plainLine(text), 40) + u'"';
}

QString neverAPassword()
{
    return Texts::tr("Never a password in the file");
}

QString fileShape()
{
    return QStringLiteral("targets: [ {name: …, url: …}, … ]");
}

QString passwordSources()
{
    return QStringLiteral("{keyring: KEY}, {environment: VARIABLE}, {command: \"…\"}");
}

std::optional<PasswordSource::Kind> sourceKind(const std::string &word)
{
    if (word == "keyring")
        return PasswordSource::Kind::Keyring;
    if (word == "environment")
        return PasswordSource::Kind::Environment;
    if (word == "command")
        return PasswordSource::Kind::Command;
    return {};
}

} // namespace

FleetReader::FleetReader(QString file) : m_file(std::move(file)) {}

std::expected<Fleet, std::vector<FleetMistake>> FleetReader::read(const YAML::Node &document)
{
    QSet<QString> keys;
    if (document.IsMap()) {
        for (const auto &entry : document) {
            if (!isNewKey(entry.first, keys))
                continue;
            if (entry.first.Scalar() == "targets")
                readTargets(entry.second);
            else
                mistake(entry.first, Texts::tr("Unknown key %1").arg(quoted(entry.first)), QStringLiteral("targets"));
        }
    }
    if (!keys.contains(QStringLiteral("targets")))
        mistake(document, Texts::tr("The file has no targets"), fileShape());
    const auto place = [](const FleetMistake &each) { return std::pair(each.line, each.column); };
    std::ranges::stable_sort(m_mistakes, {}, place);
    if (!m_mistakes.empty())
        return std::unexpected(m_mistakes);
    return m_fleet;
}

void FleetReader::readTargets(const YAML::Node &list)
{
    if (!list.IsSequence() || list.size() == 0)
        return mistake(list, Texts::tr("The file has no targets"), fileShape());
    for (const YAML::Node &node : list)
        readTarget(node);
}

FleetReader::Reader FleetReader::readerOf(const QString &key)
{
    static const QHash<QString, Reader> readers{
        {QStringLiteral("name"), &FleetReader::readName},
        {QStringLiteral("url"), &FleetReader::readUrl},
        {QStringLiteral("group"), &FleetReader::readGroup},
        {QStringLiteral("environment"), &FleetReader::readEnvironment},
        {QStringLiteral("labels"), &FleetReader::readLabels},
        {QStringLiteral("read_only"), &FleetReader::readReadOnly},
        {QStringLiteral("password"), &FleetReader::readPassword},
    };
    return readers.value(key);
}

void FleetReader::readTarget(const YAML::Node &node)
{
    if (!node.IsMap())
        return mistake(node, Texts::tr("This is not a target"), QStringLiteral("{name: …, url: …}"));
    Target target;
    QSet<QString> keys;
    for (const auto &entry : node) {
        if (!isNewKey(entry.first, keys))
            continue;
        if (const Reader reader = readerOf(QString::fromStdString(entry.first.Scalar())))
            (this->*reader)(entry.second, target);
        else
            mistake(entry.first, Texts::tr("Unknown key %1").arg(quoted(entry.first)),
                    QStringLiteral("name, url, group, environment, labels, read_only, password"));
    }
    for (const QString &needed : {QStringLiteral("name"), QStringLiteral("url")})
        if (!keys.contains(needed))
            mistake(node, Texts::tr("The target has no %1").arg(needed));
    m_fleet.targets.push_back(std::move(target));
}

void FleetReader::readName(const YAML::Node &value, Target &target)
{
    target.name = readText(value);
    if (m_names.contains(target.name))
        mistake(value, Texts::tr("Another target has this name"), Texts::tr("a unique name"));
    else if (!target.name.isEmpty())
        m_names += target.name;
}

void FleetReader::readUrl(const YAML::Node &value, Target &target)
{
    const QString text = readText(value);
    if (text.isEmpty())
        return;
    const auto url = targetFromUrl(text);
    if (!url)
        mistake(value, url.error().text, url.error().detail);
    else if (url->holdsSecret)
        mistake(value, neverAPassword(), Texts::tr("the URL without it, and password: %1").arg(passwordSources()));
    else {
        target.kind = url->target.kind;
        target.parameters = url->target.parameters;
        target.sentinelGroup = url->target.sentinelGroup;
        if (target.password.kind == PasswordSource::Kind::None) // a source of its own counts, wherever it stands
            target.password = url->target.password;
    }
}

void FleetReader::readGroup(const YAML::Node &value, Target &target)
{
    target.group = readText(value);
}

void FleetReader::readEnvironment(const YAML::Node &value, Target &target)
{
    constexpr std::array kAll{Environment::Production, Environment::Staging, Environment::Development};
    const QString word = value.IsScalar() ? QString::fromStdString(value.Scalar()) : QString();
    const auto found = std::ranges::find(kAll, word, environmentName);
    if (found == kAll.end())
        mistake(value, Texts::tr("This is not an environment"), QStringLiteral("production, staging, development"));
    else
        target.environment = *found;
}

void FleetReader::readLabels(const YAML::Node &value, Target &target)
{
    if (!value.IsMap())
        return mistake(value, Texts::tr("The labels are not a map"), QStringLiteral("{team: shop, site: berlin}"));
    QSet<QString> keys;
    for (const auto &entry : value)
        if (isNewKey(entry.first, keys))
            target.labels.insert(QString::fromStdString(entry.first.Scalar()), readText(entry.second));
}

void FleetReader::readReadOnly(const YAML::Node &value, Target &target)
{
    if (!value.IsScalar() || !YAML::convert<bool>::decode(value, target.readOnly))
        mistake(value, Texts::tr("This is neither true nor false"), QStringLiteral("true, false"));
}

void FleetReader::readPassword(const YAML::Node &value, Target &target)
{
    if (value.IsScalar())
        return mistake(value, neverAPassword(), passwordSources());
    if (!value.IsMap() || value.size() != 1 || !value.begin()->first.IsScalar())
        return mistake(value, Texts::tr("A password comes from only one source"), passwordSources());
    const auto source = *value.begin();
    const auto kind = sourceKind(source.first.Scalar());
    if (!kind)
        return mistake(source.first, Texts::tr("This is not a source of passwords"), passwordSources());
    const bool ownName = *kind == PasswordSource::Kind::Keyring && source.second.IsNull();
    target.password = {*kind, ownName ? QString() : readText(source.second)};
}

QString FleetReader::readText(const YAML::Node &value)
{
    const QString text = value.IsScalar() ? QString::fromStdString(value.Scalar()) : QString();
    if (text.isEmpty() || text.size() > kLongestText || plainLine(text) != text) {
        mistake(value, Texts::tr("This must be a single line of text"));
        return {};
    }
    return text;
}

/// A key is a word, and stands once.
bool FleetReader::isNewKey(const YAML::Node &key, QSet<QString> &seen)
{
    const QString text = key.IsScalar() ? QString::fromStdString(key.Scalar()) : QString();
    if (text.isEmpty())
        mistake(key, Texts::tr("This is not a key"));
    else if (seen.contains(text))
        mistake(key, Texts::tr("The key %1 is there twice").arg(quoted(key)));
    else
        return seen.insert(text), true;
    return false;
}

void FleetReader::mistake(const YAML::Node &at, const QString &text, const QString &expected)
{
    const YAML::Mark mark = at.Mark();
    m_mistakes.push_back({m_file, std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1, text, expected});
}

} // namespace lockmaster
