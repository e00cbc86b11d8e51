// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the parsed YAML of a fleet file and gathers targets and mistakes. Used by fleetfile.cpp.
#pragma once

#include "fleet/fleetfile.h"

#include <QSet>

namespace YAML {
class Node;
}

namespace lockmaster {

class FleetReader
{
public:
    explicit FleetReader(QString file);

    std::expected<Fleet, std::vector<FleetMistake>> read(const YAML::Node &document);

private:
    using Reader = void (FleetReader::*)(const YAML::Node &value, Target &target);
    static Reader readerOf(const QString &key);
    void readTargets(const YAML::Node &list);
    void readTarget(const YAML::Node &node);
    void readName(const YAML::Node &value, Target &target);
    void readUrl(const YAML::Node &value, Target &target);
    void readGroup(const YAML::Node &value, Target &target);
    void readEnvironment(const YAML::Node &value, Target &target);
    void readLabels(const YAML::Node &value, Target &target);
    void readReadOnly(const YAML::Node &value, Target &target);
    void readPassword(const YAML::Node &value, Target &target);
    QString readText(const YAML::Node &value); ///< one line, bounded; empty after a mistake
    bool isNewKey(const YAML::Node &key, QSet<QString> &seen);
    void mistake(const YAML::Node &at, const QString &text, const QString &expected = {});

    QString m_file;
    Fleet m_fleet;
    QSet<QString> m_names;
    std::vector<FleetMistake> m_mistakes;
};

} // namespace lockmaster
