// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A first look at a YAML text that builds nothing: aliases and depth can make a small file a huge one.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace lockmaster {

struct YamlRefusal {
    int line = 0;   ///< from 1
    int column = 0; ///< from 1
    QString text;
};

/// The first thing in the text that is refused: a syntax error, an anchor or alias, nesting deeper than `depth`.
std::optional<YamlRefusal> yamlRefusal(const QByteArray &yaml, int depth);

} // namespace lockmaster
