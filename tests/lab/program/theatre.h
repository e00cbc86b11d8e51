// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The scenes that are on, and the commands that begin and end them.
#pragma once

#include <QString>
#include <map>
#include <memory>

#include "lab/scenes/scene.h"

namespace lockmaster {

class Theatre
{
public:
    explicit Theatre(Lab &lab);

    /// "scene NAME[:SIZE]", "end NAME", "quit"; prints what came of it. False: quit.
    bool obey(const QString &command);
    bool begin(const QString &nameAndSize);

private:
    void end(const QString &name);

    Lab &m_lab;
    std::map<QString, std::unique_ptr<Scene>> m_scenes;
};

} // namespace lockmaster
