"""Recording a reply: what came, its parts judged one by one, the preview, publishing."""
