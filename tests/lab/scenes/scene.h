// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An incident by name: begin() brings it about on a running lab and returns when it can be observed, end() undoes it.
#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "lab/scenes/stage.h"

namespace lockmaster {

struct SceneKind {
    QString name;    ///< "hot-row"
    QString summary; ///< one line
    int size;        ///< when none is asked for; what it counts is in the summary
    Result<void> (*play)(Stage &stage);
    LabParts needs = LabPart::Postgres;
};

/// All scenes, in the order of the help text.
const std::vector<SceneKind> &sceneKinds();

class Scene
{
public:
    explicit Scene(SceneKind kind, int size = 0);
    ~Scene(); ///< ends it

    [[nodiscard]] const QString &name() const { return m_kind.name; }
    [[nodiscard]] LabParts needs() const { return m_kind.needs; }
    Result<void> begin(Lab &lab);
    Result<void> end(); ///< nothing to do when it is not on
    /// Valid between begin() and end().
    [[nodiscard]] const SceneFacts &facts() const { return m_stage->facts(); }

private:
    SceneKind m_kind;
    int m_size;
    std::unique_ptr<Stage> m_stage;
};

/// "hot-row" or, with a size, "hot-row:250". Null when there is no such scene.
std::unique_ptr<Scene> makeScene(const QString &nameAndSize);

} // namespace lockmaster
