"""Papers as files. The engines are loaded when somebody asks for one: they take memory."""
